import type { Texts } from '../texts';
import counted from './counted.json';
import editor from './editor.json';
import nodes from './nodes.json';

/** The German texts: those of the editor, and those of node kinds and the compiler. */
export const german: Texts = { messages: { ...nodes, ...editor }, counted };
