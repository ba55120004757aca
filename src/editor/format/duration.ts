import { t, withDecimalMark } from '../language/t';
/** A duration for people: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return `${withDecimalMark(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return t('{minutes} min {whole} s', { minutes, whole: whole % 60 });
  return t('{minutes} h {minutes2} min', { minutes: Math.floor(minutes / 60), minutes2: minutes % 60 });
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** As `formatDuration`, where there is little room: one unit, `1 min` for 1 min 20 s. */
export function formatShort(ms: number): string {
  if (ms < 50) return '< 0.1 s';
  if (ms < MINUTE - 500) return formatDuration(ms);
  return ms < HOUR - MINUTE / 2 ? `${Math.round(ms / MINUTE)} min` : `${Math.round(ms / HOUR)} h`;
}
