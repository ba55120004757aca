import { escapeXml } from './xml';

interface TextStyle {
  readonly size: number;
  readonly weight?: number;
  readonly fill: string;
  readonly anchor?: 'end';
}

export const drawText = (
  x: number,
  y: number,
  content: string,
  { size, weight, fill, anchor }: TextStyle,
): string =>
  `<text x="${x}" y="${y}" font-size="${size}"${weight ? ` font-weight="${weight}"` : ''} fill="${fill}"${anchor ? ` text-anchor="${anchor}"` : ''}>${escapeXml(content)}</text>`;
