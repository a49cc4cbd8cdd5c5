import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesWords, fitnessOf } from "../src/inbox/composer/attachment.ts";
import { PERSON_WORDS, PLACE_WORDS } from "../src/inbox/composer/composer-words.ts";
import { type Mark, marked, markOfKey } from "../src/inbox/composer/marks.ts";
import { EMPTY_PERSON, faultOfPerson } from "../src/inbox/composer/person.ts";
import { coordinatesFrom, EMPTY_PLACE, faultOfPlace } from "../src/inbox/composer/place.ts";
import {
  draftFromQuestion,
  EMPTY_CHOICE,
  faultOf,
  type Question,
} from "../src/inbox/composer/question.ts";

/** Puts a mark where `[` and `]` stand, and shows the choice after it in the same way. */
function put(text: string, mark: Mark): string {
  const [from, to] = [text.indexOf("["), text.indexOf("]") - 1];
  const after = marked(text.replace("[", "").replace("]", ""), { from, to }, mark);
  const { text: so, chosen } = after;
  const inside = so.slice(chosen.from, chosen.to);
  return `${so.slice(0, chosen.from)}[${inside}]${so.slice(chosen.to)}`;
}

test("a shortcut puts its mark around the words that are chosen, and takes it away again", () => {
  assert.equal(put("so [very] good", "*"), "so *[very]* good");
  assert.equal(put("so *[very]* good", "*"), "so [very] good");
  assert.equal(put("so[ very ]good", "_"), "so _[very]_ good");
  assert.equal(put("so []", "~"), "so ~[]~");
});

test("the shortcuts are those that people know from elsewhere", () => {
  const key = (name: string, shiftKey = false) =>
    markOfKey({ key: name, metaKey: true, ctrlKey: false, shiftKey });
  assert.deepEqual([key("b"), key("i"), key("X", true), key("C", true)], ["*", "_", "~", "`"]);
  assert.deepEqual([key("c"), key("x"), key("Enter")], [undefined, undefined, undefined]);
});

test("a file that WhatsApp would not take is told apart before a byte of it goes up", () => {
  const of = (type: string, size: number) => fitnessOf({ type, size, name: "file" });
  assert.deepEqual(of("image/jpeg", 5 * 1_048_576), { kind: "fits", as: "image" });
  assert.deepEqual(of("audio/ogg; codecs=opus", 9), { kind: "fits", as: "audio" });
  assert.deepEqual(of("application/pdf", 100 * 1_048_576), { kind: "fits", as: "document" });
  assert.deepEqual(of("video/mp4", 17 * 1_048_576), {
    kind: "unfit",
    why: "A video of 17 MB is too large: WhatsApp takes up to 16 MB.",
  });
  assert.deepEqual(of("image/svg+xml", 9), {
    kind: "unfit",
    why: "WhatsApp takes no files of image/svg+xml.",
  });
  assert.equal(of("image/png", 0).kind, "unfit");
});

test("sizes are told in the unit that people would use", () => {
  assert.deepEqual([512, 340_000, 5 * 1_048_576, 5_033_165].map(bytesWords), [
    "512 B",
    "340 kB",
    "5 MB",
    "4.8 MB",
  ]);
});

test("what is copied from a map becomes the two numbers of a place", () => {
  const at = (text: string): string => {
    const found = coordinatesFrom(text);
    return found === undefined ? "none" : `${found.latitude} ${found.longitude}`;
  };
  assert.equal(at(" 51.5055, -0.0911 "), "51.5055 -0.0911");
  assert.equal(at("51.5055;-0.0911"), "51.5055 -0.0911");
  assert.equal(at("https://www.openstreetmap.org/?mlat=51.5&mlon=-0.1#map=9/1/2"), "51.5 -0.1");
  assert.equal(at("https://www.openstreetmap.org/#map=15/51.5/-0.1"), "51.5 -0.1");
  assert.equal(at("https://maps.google.com/?q=51.5,-0.1&z=9"), "51.5 -0.1");
  assert.equal(at("https://www.google.com/maps/@51.5,-0.1,15z"), "51.5 -0.1");
  assert.equal(at("https://www.google.com/maps/place/X/@1,2,15z/data=!3d51.5!4d-0.1"), "51.5 -0.1");
  for (const text of ["", "51.5", "-0.0911", "12 Market Street", "1042"]) {
    assert.equal(at(text), "none", text);
  }
});

test("a place is sent once it is one on Earth, a card once somebody can be reached by it", () => {
  const place = (latitude: string, longitude: string) =>
    faultOfPlace({ ...EMPTY_PLACE, latitude, longitude }) ?? "fits";
  assert.equal(place("51.5", ""), PLACE_WORDS.noPlace);
  assert.equal(place("north", "1"), PLACE_WORDS.noPlace);
  assert.equal(place("91", "0"), PLACE_WORDS.offEarth);
  assert.equal(place("-90", "180"), "fits");
  const person = (name: string, phone: string, email = "") =>
    faultOfPerson({ ...EMPTY_PERSON, name, phone, email }) ?? "fits";
  assert.equal(person(" ", "+447700900199"), PERSON_WORDS.noName);
  assert.equal(person("Grace", ""), PERSON_WORDS.noWay);
  assert.equal(person("Grace", "call me"), PERSON_WORDS.badPhone);
  assert.equal(person("Grace", "", "grace@"), PERSON_WORDS.badEmail);
  assert.equal(person("Grace", "+44 (0) 7700 900199", "grace@aurora.test"), "fits");
});

const QUESTION: Question = {
  style: "buttons",
  text: " Which box? ",
  header: "",
  footer: " ",
  opens: "Boxes",
  choices: [
    { title: "Spring ", description: "light" },
    { title: "Summer", description: "" },
  ],
};

test("a question becomes the draft of its kind, without what was left empty", () => {
  assert.deepEqual(draftFromQuestion(QUESTION, undefined), {
    kind: "buttons",
    text: "Which box?",
    buttons: ["Spring", "Summer"],
  });
  assert.deepEqual(draftFromQuestion({ ...QUESTION, style: "list", header: "Boxes" }, "wamid.1"), {
    kind: "list",
    text: "Which box?",
    header: "Boxes",
    reply_to: "wamid.1",
    button: "Boxes",
    rows: [{ title: "Spring", description: "light" }, { title: "Summer" }],
  });
});

test("a question says what it lacks, and that no two of its choices may read the same", () => {
  assert.equal(faultOf(QUESTION), undefined);
  assert.equal(faultOf({ ...QUESTION, text: " " }), "The question is empty");
  assert.equal(faultOf({ ...QUESTION, choices: [EMPTY_CHOICE] }), "A choice is empty");
  const twice = [...QUESTION.choices, { title: "spring", description: "" }];
  assert.equal(faultOf({ ...QUESTION, choices: twice }), "Two choices read the same");
  assert.equal(faultOf({ ...QUESTION, style: "list", opens: "" }), "A choice is empty");
});
