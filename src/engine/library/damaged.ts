/** A model of the library whose file is not what was written. */
export class DamagedModel extends Error {
  override readonly name = 'DamagedModel';
}

export const damaged = (label: string): DamagedModel =>
  new DamagedModel(
    `The stored file of the model "${label}" is damaged. Remove it in the list of your models, then load it again from where it came.`,
  );
