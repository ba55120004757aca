import type { OwnProblem } from '../../plan/kind';

const SHOWN = 5;

/** A warning that names files which were left out, each with its reason. */
export function unreadableProblem(
  files: readonly { readonly file: string; readonly reason: string }[],
): OwnProblem {
  const shown = files.slice(0, SHOWN).map(({ file, reason }) => `"${file}" (${reason})`);
  const list = shown.join(', ');
  const named = files.length > SHOWN ? `${list} and ${files.length - SHOWN} more` : list;
  return {
    code: 'data/unreadable',
    severity: 'warning',
    message:
      files.length === 1
        ? `One image could not be read and was left out: ${named}.`
        : `${files.length} images could not be read and were left out: ${named}.`,
    hint: 'Replace these files, or delete them, and import the folder again.',
  };
}
