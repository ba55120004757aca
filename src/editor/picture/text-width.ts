interface Type {
  readonly size: number;
  readonly weight?: number;
}

/** The width of a text in pixels. */
export type MeasureText = (text: string, type: Type) => number;

/** Measures as the browser draws; call it in a page. */
export function browserMeasure(): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  return (text, { size, weight = 400 }) => {
    if (!context) return estimateWidth(text, { size });
    context.font = `${weight} ${size}px system-ui, sans-serif`;
    return context.measureText(text).width;
  };
}

/** Where nothing can measure: a generous average of Latin letters. */
export const estimateWidth: MeasureText = (text, { size }) => text.length * size * 0.56;

/** As much of a text as fits, with an ellipsis where some is left out. One line: breaks become spaces. */
export function clipText(text: string, width: number, type: Type, measure: MeasureText): string {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, 300);
  if (measure(line, type) <= width) return line;
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${line.slice(0, middle)}…`, type) <= width) low = middle;
    else high = middle - 1;
  }
  return `${line.slice(0, low).trimEnd()}…`;
}
