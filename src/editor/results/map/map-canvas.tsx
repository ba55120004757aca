import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { IconButton } from '../../controls/button';
import { useTheme } from '../../design/theme';
import { t } from '../../language/t';
import styles from './map.module.css';
import { type ColourBy, groupOf, type MapPoint, neighbourTowards } from './map-points';
import { MapTip } from './map-tip';
import { paintMap, placePoints } from './paint-map';
import { usePanZoom } from './use-pan-zoom';

interface MapCanvasProps {
  readonly points: readonly MapPoint[];
  /** Nearest by their vectors, for each point as many, row by row. */
  readonly nearest: Int32Array;
  readonly by: ColourBy;
  readonly colours: readonly string[];
  readonly hidden: ReadonlySet<number>;
  readonly classes: readonly string[];
  readonly domains: readonly string[];
  readonly dataset: string;
  readonly onOpen?: (sample: string) => void;
}

const TALLEST = 460;
/** How near the pointer must come, in pixels. */
const REACH = 14;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The map itself: hover or arrow keys look at a point, a click or Enter opens it. */
export function MapCanvas(props: MapCanvasProps) {
  const { points, nearest, by, colours, hidden, classes, domains, dataset, onOpen } = props;
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme((state) => state.theme);
  const [width, setWidth] = useState(600);
  const [active, setActive] = useState<number>();
  const { transform, zoomIn, zoomOut, reset } = usePanZoom(host);
  // On a phone a square: what is above and below it has to stay within reach.
  const height = Math.min(TALLEST, width);
  const places = useMemo(() => placePoints(points, width, height), [points, width, height]);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(240, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    element.width = width * devicePixelRatio;
    element.height = height * devicePixelRatio;
    context.scale(devicePixelRatio, devicePixelRatio);
    const style = getComputedStyle(element);
    const each = nearest.length / Math.max(1, points.length);
    const near = active === undefined ? [] : nearest.subarray(active * each, (active + 1) * each);
    const ink = style.getPropertyValue('--text').trim();
    const ground = style.getPropertyValue('--surface').trim();
    paintMap(context, { points, places, by, colours, hidden, transform, active, near, ink, ground });
  }, [points, places, by, colours, hidden, transform, active, nearest, width, height, theme]);

  const isShown = (place: number) => {
    const point = points[place];
    return point !== undefined && !hidden.has(groupOf(point, by));
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = transform.invert([event.clientX - box.left, event.clientY - box.top]);
    let [best, least] = [-1, (REACH / transform.k) ** 2];
    places.forEach((place, index) => {
      const square = (place.x - x) ** 2 + (place.y - y) ** 2;
      if (square < least && isShown(index)) [best, least] = [index, square];
    });
    setActive(best < 0 ? undefined : best);
  };
  const open = () => {
    const sample = active === undefined ? undefined : points[active]?.sample;
    if (sample !== undefined) onOpen?.(sample);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    const first = points.findIndex((_, place) => isShown(place));
    if (arrow && active === undefined) setActive(first < 0 ? undefined : first);
    else if (arrow && active !== undefined) {
      const shown = places.map((place, index) => ({ ...place, shown: isShown(index) }));
      setActive(neighbourTowards(shown, active, arrow));
    } else if (event.key === 'Enter') open();
    else if (event.key === '+') zoomIn();
    else if (event.key === '-') zoomOut();
    else if (event.key === '0') reset();
    else return;
    event.preventDefault();
  };
  const point = active === undefined ? undefined : points[active];
  const place = active === undefined ? undefined : places[active];

  return (
    <div className={styles.plot}>
      <div
        ref={host}
        className={styles.host}
        style={{ height }}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk from point to point
        tabIndex={0}
        aria-label={t(
          'Map of {images} images. Arrow keys go from point to point, Enter asks why, plus and minus zoom.',
          { images: points.length },
        )}
        data-pointing={point !== undefined}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setActive(undefined)}
        onBlur={() => setActive(undefined)}
        onClick={open}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} style={{ width, height }} aria-hidden />
        {point && place && (
          <MapTip
            point={point}
            dataset={dataset}
            classes={classes}
            domains={domains}
            left={place.x * transform.k + transform.x}
            top={place.y * transform.k + transform.y}
            width={width}
            height={height}
          />
        )}
      </div>
      <div className={styles.zoom}>
        <IconButton icon={ZoomIn} size={14} label={t('Zoom into the map')} onClick={zoomIn} />
        <IconButton icon={ZoomOut} size={14} label={t('Zoom out of the map')} onClick={zoomOut} />
        <IconButton icon={Maximize} size={14} label={t('Show the whole map')} onClick={reset} />
      </div>
    </div>
  );
}
