/** A file that is uploaded piece by piece, for templates and profiles: they name it by `handle`. */
export interface Upload {
  readonly id: string;
  /** Part of the address, `?sig=`; an upload is found without it, too. */
  readonly signature: string;
  readonly fileName: string;
  readonly fileType: string;
  readonly length: number;
  /** How much has come. The bytes themselves are not kept: nobody asks for them again. */
  offset: number;
  /** Once all has come. */
  handle: string | null;
}
