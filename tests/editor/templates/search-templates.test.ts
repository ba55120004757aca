import { describe, expect, it } from 'vitest';
import { searchTemplates, tagsOf } from '../../../src/editor/templates/search-templates';
import { templates } from '../../../src/editor/templates/templates';

const found = (wanted: Partial<Parameters<typeof searchTemplates>[1]>) =>
  searchTemplates(templates, { query: '', ...wanted }).map(({ id }) => id);

describe('the template gallery', () => {
  it('knows level and tags of every template', () => {
    for (const { id, lesson } of templates) expect(lesson?.tags.length, id).toBeGreaterThan(0);
  });

  it('finds by words, by the kinds of nodes, by tag and by level', () => {
    expect(found({ query: 'zebra CLASSIC' })).toEqual([]);
    expect(found({ query: 'digits strokes' })).toEqual(['digits-0-4-to-5-9']);
    expect(found({ query: 'trained model' })).toContain('digits-0-4-to-5-9');
    expect(found({ tag: 'webcam' })).toEqual(['your-photos']);
    expect(found({ level: 'deeper' })).toContain('scratch-frozen-finetuned');
    expect(found({ level: 'deeper', tag: 'webcam' })).toEqual([]);
  });

  it('opens without its lesson: an edited copy teaches something else', () => {
    for (const { document } of templates) expect(document).not.toHaveProperty('lesson');
  });

  it('offers the most common tags first', () => {
    expect(tagsOf(templates).slice(0, 2)).toEqual(['frozen backbone', 'images']);
  });
});
