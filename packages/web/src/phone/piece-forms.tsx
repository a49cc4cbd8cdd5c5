import { type ReactNode, useState } from "react";
import { digitsOf } from "./chat-words.ts";
import { orderMessage, personMessage, placeMessage } from "./customer-message.ts";
import { FramedForm, type PieceFormProps, TextField } from "./form-parts.tsx";

/** A place: filled in with one, so that sending it takes one press. */
export function PlaceForm({ send, beside, close }: PieceFormProps): ReactNode {
  const [name, setName] = useState("The old market");
  const [address, setAddress] = useState("12 Market Street");
  const [latitude, setLatitude] = useState("51.5055");
  const [longitude, setLongitude] = useState("-0.0911");
  const isOn = isWithin(latitude, 90) && isWithin(longitude, 180);
  return (
    <FramedForm
      title="Location"
      mayGo={isOn}
      close={close}
      submit={() => {
        const where = { latitude: Number(latitude), longitude: Number(longitude) };
        void send(placeMessage({ ...where, name, address }, beside));
      }}
    >
      <TextField label="Name" value={name} change={setName} />
      <TextField label="Address" value={address} change={setAddress} />
      <div className="flex gap-2">
        <TextField label="Latitude" type="number" value={latitude} change={setLatitude} />
        <TextField label="Longitude" type="number" value={longitude} change={setLongitude} />
      </div>
    </FramedForm>
  );
}

function isWithin(text: string, most: number): boolean {
  return text.trim() !== "" && Math.abs(Number(text)) <= most;
}

/** The card of a person. */
export function PersonForm({ send, beside, close }: PieceFormProps): ReactNode {
  const [name, setName] = useState("Grace Ampofo");
  const [phone, setPhone] = useState("+44 7700 900199");
  return (
    <FramedForm
      title="Contact card"
      mayGo={name.trim() !== "" && digitsOf(phone) !== undefined}
      close={close}
      submit={() => void send(personMessage({ name: name.trim(), phone }, beside))}
    >
      <TextField label="Name" value={name} change={setName} />
      <TextField label="Phone" type="tel" value={phone} change={setPhone} />
    </FramedForm>
  );
}

/** An order from a catalog: one product is enough to see what the hub makes of it. */
export function OrderForm({ send, beside, close }: PieceFormProps): ReactNode {
  const [product, setProduct] = useState("almond-tart");
  const [quantity, setQuantity] = useState("2");
  const [price, setPrice] = useState("14.50");
  const [text, setText] = useState("");
  return (
    <FramedForm
      title="Order"
      mayGo={product.trim() !== "" && Number(quantity) >= 1 && Number(price) >= 0}
      close={close}
      submit={() => {
        const item = { product: product.trim(), quantity: Number(quantity), price: Number(price) };
        void send(orderMessage({ ...item, text: text.trim() }, beside));
      }}
    >
      <TextField label="Product" value={product} change={setProduct} />
      <div className="flex gap-2">
        <TextField label="Quantity" type="number" value={quantity} change={setQuantity} />
        <TextField label="Price, EUR" type="number" value={price} change={setPrice} />
      </div>
      <TextField label="Note" value={text} change={setText} />
    </FramedForm>
  );
}
