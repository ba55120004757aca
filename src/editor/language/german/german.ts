import type { Texts } from '../texts';
import counted from './counted.json';
import editor from './editor.json';
import nodes from './nodes.json';
import sentences from './sentences.json';
import templates from './templates.json';

/** The German texts: those of the editor and of node kinds, and what compiler and engine say; and the templates. */
export const german: Texts = {
  messages: { ...templates, ...sentences, ...nodes, ...editor },
  quotes: ['„', '“'],
  counted,
};
