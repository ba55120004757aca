import type { OwnProblem } from '../../plan/kind';

const SHOWN = 5;

/** A warning that names files which were left out, each with its reason. */
export function unreadableProblem(
  files: readonly { readonly file: string; readonly reason: string }[],
): OwnProblem {
  const shown = files.slice(0, SHOWN).map(({ file, reason }) => `"${file}" (${reason})`);
  const rest = files.length > SHOWN ? ` and ${files.length - SHOWN} more` : '';
  const count = files.length === 1 ? 'One image' : `${files.length} images`;
  return {
    code: 'data/unreadable',
    severity: 'warning',
    message: `${count} could not be read and ${files.length === 1 ? 'was' : 'were'} left out: ${shown.join(', ')}${rest}.`,
    hint: 'Replace these files, or delete them, and import the folder again.',
  };
}
