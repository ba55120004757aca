import type { DatasetIndex, DatasetSummary, Part } from '../catalog';

/** Counts a dataset's samples for each class × domain × part that occurs: all that inference asks. */
export function summarize(index: DatasetIndex): DatasetSummary {
  const cells = new Map<string, { class: number; domain?: number; part?: Part; count: number }>();
  for (const sample of index.samples) {
    const key = `${sample.class}/${sample.domain ?? ''}/${sample.part ?? ''}`;
    const cell = cells.get(key);
    if (cell) cell.count++;
    else cells.set(key, { class: sample.class, ...optional(sample.domain, sample.part), count: 1 });
  }
  return {
    id: index.id,
    name: index.name,
    modality: index.modality,
    licence: index.licence,
    classes: index.classes,
    domains: index.domains,
    ...(index.domainLabel === undefined ? {} : { domainLabel: index.domainLabel }),
    hasSources: index.samples.some((sample) => sample.source !== undefined),
    cells: [...cells.values()],
    skipped: index.skipped.length,
  };
}

/** Leaves out what is not there, so that a summary equals what its JSON reads back as. */
const optional = (domain: number | undefined, part: Part | undefined) => ({
  ...(domain === undefined ? {} : { domain }),
  ...(part === undefined ? {} : { part }),
});
