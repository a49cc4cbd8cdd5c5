import fc from "fast-check";

// Loaded before every test file. What the property tests draw is the same in every run, so that a
// change is judged by what it changes. `CASEMENT_CHANCE=any npm test` draws anew, to look for more;
// a number draws what was drawn with it before.

const { CASEMENT_CHANCE } = process.env;

if (CASEMENT_CHANCE !== "any") fc.configureGlobal({ seed: Number(CASEMENT_CHANCE ?? 1) });
