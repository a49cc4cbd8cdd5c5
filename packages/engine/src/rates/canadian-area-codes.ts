/** The area codes of Canada in the North American Numbering Plan: +1 is not all United States. */
export const CANADIAN_AREA_CODES: ReadonlySet<string> = new Set(
  (
    "204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 387 403 416 418 428 431 437 438 " +
    "450 460 468 474 506 514 519 537 548 568 579 581 584 587 600 604 613 622 633 639 644 647 655 " +
    "672 677 683 688 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905 942"
  ).split(" "),
);
