/**
 * Nothing that a hostile file says is believed beyond these; together they keep the growth of memory
 * far below 50 MB.
 */
export const PDF_SIZE_BYTES_MAX = 20 * 1024 * 1024;
/** Objects of the cross-reference, all revisions together. */
export const OBJECT_COUNT_MAX = 100_000;
/** Revisions and hybrid parts of the cross-reference. */
export const XREF_PART_COUNT_MAX = 64;
export const NESTING_MAX = 40;
/** Values inside one object. */
export const VALUE_COUNT_MAX = 60_000;
export const PAGE_NODE_COUNT_MAX = 20_000;
/** Bytes of structure that are read and made, the same ones again counted again. */
export const READ_BYTES_MAX = 4 * 1024 * 1024;
export const INFLATED_BYTES_MAX = 2 * 1024 * 1024;
/** All streams that we inflate, together. */
export const INFLATED_BYTES_TOTAL_MAX = 8 * 1024 * 1024;
