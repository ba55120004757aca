import { describe, expect, it } from 'vitest';
import { plainColor } from '../../../src/editor/export/plain-color';
import type { PicturePalette } from '../../../src/editor/picture/palette';
import { type ChartToDraw, drawChart } from '../../../src/editor/results/chart/draw-chart';
import { curveTable } from '../../../src/editor/results/train/curve-export';
import { curvesOf } from '../../../src/editor/results/train/curves';
import { runDifferences } from '../../../src/editor/results/train/run-differences';
import type { FitOptions } from '../../../src/plan/expressions';

const palette = new Proxy({} as PicturePalette, { get: (_, name) => `#${String(name)}` });
const chart = (more: Partial<ChartToDraw> = {}): ChartToDraw => ({
  title: 'Loss <1> & "more"',
  xLabel: 'epoch',
  x: { span: [1, 10], scale: 'linear', format: String },
  y: { format: String },
  lines: [
    {
      label: 'Validation',
      color: '#123456',
      points: [
        [1, 2],
        [2, null],
        [3, 1],
        [4, 0.5],
      ],
    },
  ],
  markers: [
    { x: 3, text: 'best' },
    { x: 20, text: 'out of view' },
  ],
  palette,
  ...more,
});

describe('chart as SVG', () => {
  it('stands on its own: no variable, no class, no address but its namespace', () => {
    const { svg } = drawChart(chart());
    expect(svg).not.toMatch(/var\(|class=|href|NaN|undefined|Infinity/);
    expect(svg).toContain('Loss &lt;1&gt; &amp; &quot;more&quot;');
    expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
  });

  it('breaks a line where there is no value, and leaves out markers beyond the view', () => {
    const { svg } = drawChart(chart());
    expect(svg.match(/ d="([^"]*)"/)?.[1]?.match(/M/g)).toHaveLength(2);
    expect(svg).toContain('>best<');
    expect(svg).not.toContain('out of view');
  });

  it('draws one value as a dot, and nothing as an empty chart', () => {
    const one = [{ label: 'a', color: '#000', points: [[1, 2]] as const }];
    expect(drawChart(chart({ lines: one })).svg).toContain('<circle');
    expect(drawChart(chart({ lines: [] })).svg).not.toMatch(/NaN|Infinity/);
  });

  it('names the decades of a rate', () => {
    const { svg } = drawChart(chart({ x: { span: [1e-5, 1], scale: 'log', format: String } }));
    for (const rate of [1e-5, 0.001, 1]) expect(svg).toContain(`>${rate}<`);
  });
});

describe('colours of a page', () => {
  it('become such that every program reads', () => {
    expect(plainColor('color(srgb 1 0.5 0)')).toBe('rgb(255, 128, 0)');
    expect(plainColor('color(srgb 0 none 1 / 0.25)')).toBe('rgba(0, 0, 255, 0.25)');
    expect(plainColor('rgb(1, 2, 3)')).toBe('rgb(1, 2, 3)');
  });
});

describe('curves', () => {
  const epoch = (number: number, valLoss?: number) => ({
    epoch: number,
    learningRate: 0.1,
    loss: number,
    accuracy: 0.5,
    ...(valLoss !== undefined && { valLoss, valAccuracy: 0.4 }),
  });

  it('show another run by its validation, or by its training where it has none', () => {
    const curves = curvesOf(
      'loss',
      [epoch(1, 3)],
      [
        { name: 'with', color: '--run-1', history: [epoch(1, 7)] },
        { name: 'without', color: '--run-2', history: [epoch(9)] },
      ],
    );
    expect(curves.map(({ label, values }) => [label, values])).toEqual([
      ['Training', [1]],
      ['Validation', [3]],
      ['with', [7]],
      ['without', [9]],
    ]);
    expect(curvesOf('loss', [epoch(1)], [])).toHaveLength(1);
  });

  it('are a table with a row an epoch, however long each is', () => {
    const curves = curvesOf('loss', [epoch(1), epoch(2)], [{ name: 'b', color: '', history: [epoch(5)] }]);
    expect(curveTable(curves, [[1, 1.5], [5]])).toEqual({
      columns: ['Epoch', 'Training', 'Training, smoothed', 'b', 'b, smoothed'],
      rows: [
        [1, 1, 1, 5, 5],
        [2, 2, 1.5, null, null],
      ],
    });
  });

  it('say what another run was told, in the words of the inspector', () => {
    const options = { learningRate: 0.1, epochs: 5, optimizer: 'adam', classWeights: false } as FitOptions;
    expect(runDifferences({ ...options, learningRate: 0.01, classWeights: true }, options)).toMatch(
      /^Learning rate 0.01, .* on$/,
    );
    expect(runDifferences(options, options)).toContain('same settings');
    expect(runDifferences(undefined, options)).toBe('');
  });
});
