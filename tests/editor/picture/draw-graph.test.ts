import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawGraph } from '../../../src/editor/picture/draw-graph';
import { noteLines } from '../../../src/editor/picture/note-lines';
import type { PicturePalette } from '../../../src/editor/picture/palette';
import { sketchOf } from '../../../src/editor/picture/sketch';
import { clipText, estimateWidth } from '../../../src/editor/picture/text-width';
import { escapeXml } from '../../../src/editor/picture/xml';
import type { GraphDocument } from '../../../src/graph/document';
import { encodeGraph } from '../../../src/graph/share/code';
import { codeInSvg, svgMetadata } from '../../../src/graph/share/svg';
import { anyDocument } from '../../graph/arbitrary';
import { loadTemplate } from '../../templates/load';

const palette: PicturePalette = {
  canvas: '#f4f5f4',
  surface: '#ffffff',
  border: '#e2e5e2',
  'border-strong': '#cdd2ce',
  text: '#191d1b',
  'text-2': '#4b5450',
  'text-3': '#636c67',
  data: '#2f6fdf',
  model: '#8250df',
  training: '#d2690b',
  results: '#cf3a76',
  notes: '#8a7400',
  accent: '#0b7a5b',
  'node-red': '#d64550',
  'node-orange': '#d9731a',
  'node-yellow': '#b99100',
  'node-green': '#3d9440',
  'node-teal': '#0f8f8a',
  'node-blue': '#2f6fdf',
  'node-violet': '#8250df',
  'node-pink': '#cf3a96',
};
const draw = (document: GraphDocument, { metadata, off }: { metadata?: string; off?: string } = {}) =>
  drawGraph(document, {
    palette,
    measure: estimateWidth,
    infoOf: (id) => ({
      facts: id === 'train' ? [{ label: 'Trainable', value: '2.6K' }] : [],
      ...(id === off && { off: 'after-mute' }),
    }),
    metadata,
  });
const withNode = (document: GraphDocument, id: string, change: object): GraphDocument => ({
  ...document,
  nodes: document.nodes.map((node) => (node.id === id ? { ...node, ...change } : node)),
});

describe('the picture of a graph', () => {
  it('names every node, draws every wire, and can be drawn by others', async () => {
    const template = loadTemplate('first-transfer');
    const { svg, width, height } = draw(template);
    for (const title of ['Dataset', 'Backbone', 'Train', 'Trainable', '2.6K']) {
      expect(svg).toContain(`>${title}</text>`);
    }
    expect(svg.match(/<path /g)).toHaveLength(template.wires.length);
    const drawn = await sharp(Buffer.from(svg)).metadata();
    expect([drawn.width, drawn.height]).toEqual([width, height]);
  });

  it('draws a group as a frame or, collapsed, as one card in the place of its nodes', () => {
    const template = loadTemplate('first-transfer');
    const groups = [
      { id: 'g', label: 'My <model>', colour: 'green', members: ['backbone', 'freeze', 'head'] },
    ];
    const open = draw({ ...template, groups }).svg;
    expect(open).toContain('>My &lt;model&gt;</text>');
    expect(open).toContain('>Backbone</text>');
    expect(open.match(/<path /g)).toHaveLength(template.wires.length);
    const [group] = groups;
    const folded = draw({ ...template, groups: group ? [{ ...group, collapsed: true }] : [] }).svg;
    expect(folded).not.toContain('>Backbone</text>');
    expect(folded).toContain('>Group of 3 nodes</text>');
    expect(folded).toContain('>Head: Model</text>');
    expect(folded.match(/<path /g)).toHaveLength(template.wires.length - 2);
  });

  it('leads a wire through its bends', () => {
    const template = loadTemplate('first-transfer');
    const [first, ...rest] = template.wires;
    if (!first) throw new Error('The template has no wire.');
    const bent = { ...template, wires: [{ ...first, points: [{ x: 111, y: -222 }] }, ...rest] };
    expect(draw(template).svg).not.toContain(' 111,-222');
    expect(draw(bent).svg).toMatch(/<path d="M [^"]* 111,-222 C [^"]*"/);
  });

  it('colours a node as its person did', () => {
    const template = loadTemplate('first-transfer');
    const { svg } = draw(withNode(template, 'head', { colour: 'teal' }));
    expect(svg.match(new RegExp(`"${palette['node-teal']}"`, 'g'))).toHaveLength(2);
    expect(draw(withNode(template, 'head', { colour: 'no such colour' })).svg).toBe(draw(template).svg);
  });

  it('shows what does no work: bypassed, muted, or behind what is muted', () => {
    const template = loadTemplate('first-transfer');
    const dashed = (svg: string) => svg.match(/stroke-dasharray/g)?.length;
    expect(dashed(draw(template).svg)).toBeUndefined();
    expect(dashed(draw(template, { off: 'evaluate' }).svg)).toBe(1);
    const bypassed = draw(withNode(template, 'augment', { mode: 'bypass' })).svg;
    const muted = draw(withNode(template, 'augment', { mode: 'mute' })).svg;
    expect([dashed(bypassed), dashed(muted)]).toEqual([1, 1]);
    expect(bypassed).not.toBe(muted);
  });

  it('draws notes behind wires and nodes, the larger behind the smaller, and those around nodes as frames', () => {
    const template = loadTemplate('first-transfer');
    const note = (id: string, text: string, width: number, colour?: string) => ({
      id,
      kind: 'note',
      kindVersion: 1,
      position: { x: -500, y: -500 },
      size: { width, height: width },
      params: { text },
      ...(colour && { colour }),
    });
    const { svg } = draw({
      ...template,
      nodes: [...template.nodes, note('small', 'Paper', 100), note('large', 'Frame', 5000, 'pink')],
    });
    const [frame, paper, wire, node] = ['>Frame<', '>Paper<', '<path ', '>Dataset<'].map((text) =>
      svg.indexOf(text),
    );
    expect([frame, paper, wire, node]).toEqual([frame, paper, wire, node].toSorted((a = 0, b = 0) => a - b));
    expect(svg).toContain(`rx="14" fill="${palette['node-pink']}" fill-opacity="0.09"`);
    const sketch = sketchOf({ ...template, nodes: [...template.nodes, note('large', 'Frame', 5000)] });
    expect(sketch.frames).toHaveLength(1);
    expect(sketch.boxes).toHaveLength(template.nodes.length);
  });

  it('draws a port to which nothing is wired as a ring, and clips no name that has room', () => {
    const template = loadTemplate('first-transfer');
    const rings = (svg: string) => svg.match(/<circle [^>]*r="4.5"/g)?.length ?? 0;
    const { svg } = draw(template);
    expect(svg).toContain('>Augmented data</text>');
    expect(rings(draw({ ...template, wires: template.wires.slice(1) }).svg)).toBeGreaterThan(rings(svg));
  });

  it('sketches groups', () => {
    const template = loadTemplate('first-transfer');
    const group = { id: 'g', members: ['backbone', 'freeze', 'head'] };
    expect(sketchOf(template).frames).toBeUndefined();
    expect(sketchOf({ ...template, groups: [group] }).frames).toHaveLength(1);
    const folded = sketchOf({ ...template, groups: [{ ...group, collapsed: true }] });
    expect(folded.boxes).toHaveLength(template.nodes.length - 2);
    expect(folded.wires).toHaveLength(template.wires.length - 2);
  });

  it('carries the graph where it is asked to', () => {
    const template = loadTemplate('first-transfer');
    const code = encodeGraph(template);
    expect(codeInSvg(draw(template, { metadata: svgMetadata(code) }).svg)).toBe(code);
  });

  it('is well-formed and inert, whatever names and notes say', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (document) => {
        const { svg } = draw(document);
        await sharp(Buffer.from(svg), { limitInputPixels: false }).metadata();
        expect(svg).not.toMatch(/<(script|img|iframe|foreignObject|a|use)|<[^>]*\son\w+=/i);
      }),
    );
  });
});

describe('text in a picture', () => {
  it('is escaped, and loses only what XML does not allow', () => {
    expect(escapeXml(`<b title="x">'&'</b>\u0000\ud800ok\u{1f33f}`)).toBe(
      '&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;ok\u{1f33f}',
    );
  });

  it('is clipped to fit, with an ellipsis', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 10, max: 300 }), (text, width) => {
        const clipped = clipText(text, width, { size: 10 }, estimateWidth);
        expect(estimateWidth(clipped, { size: 10 })).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('of a note keeps its lines and loses its marks', () => {
    const lines = noteLines(
      '# Plan\n\n**First** [read](https://x.example), then\n- run',
      400,
      9,
      estimateWidth,
    );
    expect(lines).toEqual([
      { text: 'Plan', isHeading: true },
      { text: '', isHeading: false },
      { text: 'First read, then', isHeading: false },
      { text: '• run', isHeading: false },
    ]);
    expect(noteLines('word '.repeat(400), 200, 3, estimateWidth)).toHaveLength(3);
  });
});
