import { defineKind } from '../src/plan/kind';
import { text } from '../src/plan/params';

export const noteKind = defineKind({
  kind: 'note',
  version: 1,
  label: 'Note',
  category: 'notes',
  summary: 'Text on the canvas, in Markdown',
  keywords: ['comment', 'text', 'markdown', 'documentation', 'lesson'],
  help: 'A note explains the graph to others, or to yourself in a month. It is written in Markdown: `**bold**`, `- lists`, `[links](https://…)`.',
  inputs: {},
  outputs: {},
  params: {
    text: text({
      label: 'Text',
      help: 'Markdown. Double-click the note to edit it in place.',
      default: 'A **note**. Double-click to edit.',
      multiline: true,
      maxLength: 20_000,
    }),
  },
  infer: () => ({ outputs: {} }),
});
