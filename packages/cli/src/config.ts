/** The environment the program was started in. Nothing but this file asks for it. */
export const environment: Readonly<Record<string, string | undefined>> = process.env;
