/** The type under which a drag from the palette carries a node kind. */
export const KIND_DRAG_TYPE = 'application/x-graft-kind';
/** The type under which one carries a block's id. */
export const BLOCK_DRAG_TYPE = 'application/x-graft-block';
