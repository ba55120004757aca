import { useEffect, useRef } from 'react';
import { useTheme } from '../../design/theme';

interface MatrixCanvasProps {
  /** Rows: truth; columns: prediction. */
  readonly confusion: readonly (readonly number[])[];
  readonly className?: string;
  /** In CSS pixels. */
  readonly side: number;
  /** For a screen reader; without it the picture is decoration beside something that says the same. */
  readonly label?: string;
}

/** How strongly a cell of any count shows, so that a single mistake among many cells is seen. */
const FAINTEST = 0.3;

/**
 * A confusion matrix as one picture, a pixel a cell, scaled to its place: right ones green, mistakes red,
 * by their share of the row. Elements for tens of thousands of cells would freeze the page.
 */
export function MatrixCanvas({ confusion, className, side, label }: MatrixCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme((state) => state.theme);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useEffect(() => {
    if (canvas.current) draw(canvas.current, confusion);
  }, [confusion, theme]);
  return (
    <canvas
      ref={canvas}
      className={className}
      width={confusion.length}
      height={confusion.length}
      style={{ width: side, height: side }}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined}
    />
  );
}

function draw(canvas: HTMLCanvasElement, confusion: MatrixCanvasProps['confusion']): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const style = getComputedStyle(canvas);
  const wrong = style.getPropertyValue('--danger').trim();
  const right = style.getPropertyValue('--accent').trim();
  context.clearRect(0, 0, canvas.width, canvas.height);
  confusion.forEach((row, truth) => {
    const total = row.reduce(add, 0);
    const fill = (predicted: number) => {
      context.globalAlpha = FAINTEST + (1 - FAINTEST) * ((row[predicted] ?? 0) / total);
      context.fillRect(predicted, truth, 1, 1);
    };
    context.fillStyle = wrong;
    row.forEach((count, predicted) => {
      if (count > 0 && predicted !== truth) fill(predicted);
    });
    context.fillStyle = right;
    if (row[truth]) fill(truth);
  });
}

const add = (sum: number, count: number): number => sum + count;
