/** What a graph may measure at most. All are far above what a person builds; beyond them a file is a mistake, or meant to harm. */
export const MAX_NODES = 20_000;
export const MAX_WIRES = 100_000;
export const MAX_GROUPS = 5_000;
/** Characters of what is told about a group or block. */
export const MAX_GROUP_DESCRIPTION = 5_000;
/** Nodes and wires of a block of the user's library. */
export const MAX_BLOCK_NODES = 2_000;
export const MAX_BLOCK_WIRES = 10_000;
/** Places that one wire is led through. */
export const MAX_WIRE_POINTS = 50;
/** Characters of a graph's JSON. */
export const MAX_TEXT = 50_000_000;
/** Levels of JSON within each other. Code that walks a document calls itself once for each. */
export const MAX_DEPTH = 64;
