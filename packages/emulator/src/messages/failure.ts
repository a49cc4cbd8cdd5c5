/** Why a message does not arrive. */
export interface Failure {
  /** Meta's code. */
  readonly code: number;
  /** What its webhook says in `details`, if that is more than is always said of the code. */
  readonly details?: string | undefined;
}

export const UNDELIVERABLE = 131_026;
export const OUTSIDE_WINDOW = 131_047;
/** The customer wants no more marketing from the business. */
export const MARKETING_STOPPED = 131_050;
export const MEDIA_ERROR = 131_053;
