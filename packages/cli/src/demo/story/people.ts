/** Somebody who writes to the shop. */
export interface Person {
  /** Digits only. */
  readonly phone: string;
  readonly name: string;
}

/** The customers of the story. Numbers set aside for fiction; none is in +1 (decision 0015). */
export const AMARA: Person = { phone: "447700900142", name: "Amara Osei" };
export const TOMAS: Person = { phone: "447700900371", name: "Tomás Keller" };
export const LINH: Person = { phone: "447700900518", name: "Linh Nguyen" };
export const ROSA: Person = { phone: "5511987650123", name: "Rosa Silva" };
export const JONAS: Person = { phone: "447700900264", name: "Jonas Holm" };
export const ARJUN: Person = { phone: "919876500123", name: "Arjun Mehta" };
export const HANNAH: Person = { phone: "447700900633", name: "Hannah Clarke" };
export const MEI: Person = { phone: "447700900715", name: "Mei Tanaka" };
export const GRACE: Person = { phone: "447700900886", name: "Grace Adeyemi" };
export const LARS: Person = { phone: "447700900927", name: "Lars Eriksen" };
export const PRIYA: Person = { phone: "919876500456", name: "Priya Nair" };
export const BEATRIZ: Person = { phone: "5521998760045", name: "Beatriz Costa" };

export const PEOPLE: readonly Person[] = [
  AMARA,
  TOMAS,
  LINH,
  ROSA,
  JONAS,
  ARJUN,
  HANNAH,
  MEI,
  GRACE,
  LARS,
  PRIYA,
  BEATRIZ,
];
