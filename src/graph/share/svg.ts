/** A namespace of our own, and no address: nothing is ever loaded for it. */
const START = '<metadata><graph xmlns="urn:graft:graph">';
const END = '</graph></metadata>';

/** An element that holds a graph's code inside of an SVG. Programs that draw it pass over it. */
export const svgMetadata = (code: string): string => `${START}${code}${END}`;

/** The code that an SVG carries; `undefined` when there is none. The text is searched, never parsed or drawn. */
export function codeInSvg(svg: string): string | undefined {
  const start = svg.indexOf(START);
  const end = svg.indexOf(END, start);
  return start === -1 || end === -1 ? undefined : svg.slice(start + START.length, end).trim();
}
