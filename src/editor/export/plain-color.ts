/**
 * A computed colour in a form that every SVG reader knows. Browsers give mixed colours as
 * `color(srgb 0.5 0.25 0 / 0.4)` (CSS Color 4), which Inkscape and older programs draw black.
 */
export function plainColor(color: string): string {
  const match = /^color\(srgb\s+([^)]+)\)$/.exec(color.trim());
  if (!match?.[1]) return color;
  const [channels = '', alpha] = match[1].split('/');
  const bytes = channels.trim().split(/\s+/).map(toByte);
  return alpha === undefined ? `rgb(${bytes.join(', ')})` : `rgba(${bytes.join(', ')}, ${Number(alpha)})`;
}

const toByte = (share: string): number =>
  share === 'none' ? 0 : Math.round(Math.min(1, Math.max(0, Number(share))) * 255);
