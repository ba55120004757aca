import type uPlot from 'uplot';

/** A dashed vertical line at `x` with a word beside it, at the bottom of the chart or at its top. */
export function drawMarker(
  plot: uPlot,
  x: number | undefined,
  text: string,
  color: string,
  place: 'bottom' | 'top' = 'bottom',
): void {
  if (x === undefined) return;
  const { ctx, bbox } = plot;
  const at = Math.round(plot.valToPos(x, 'x', true));
  if (at < bbox.left || at > bbox.left + bbox.width) return;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.fillStyle = color;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(at, bbox.top);
  ctx.lineTo(at, bbox.top + bbox.height);
  ctx.stroke();
  ctx.font = `${11 * devicePixelRatio}px system-ui`;
  const left = at > bbox.left + bbox.width * 0.8;
  ctx.textAlign = left ? 'right' : 'left';
  const height = place === 'bottom' ? bbox.height - 6 * devicePixelRatio : 12 * devicePixelRatio;
  ctx.fillText(text, at + (left ? -5 : 5) * devicePixelRatio, bbox.top + height);
  ctx.restore();
}
