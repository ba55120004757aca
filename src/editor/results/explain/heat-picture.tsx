import { useEffect, useRef } from 'react';
import type { HeatMap, Picture } from '../../../worker/api';
import { PixelPicture } from '../../data/pixel-picture';
import styles from './explain.module.css';
import { heatPixels } from './heat-colours';

interface HeatPictureProps {
  readonly picture: Picture;
  readonly heat: HeatMap;
  /** In [0, 1]. */
  readonly opacity: number;
  readonly label: string;
  /** An older map, while the next one is computed. */
  readonly isOld: boolean;
}

/** A picture under its heat map. */
export function HeatPicture({ picture, heat, opacity, label, isOld }: HeatPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = picture;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(new ImageData(heatPixels(heat, heat.highest), width, height), 0, 0);
  }, [heat, width, height]);
  return (
    <div className={styles.heat} data-old={isOld}>
      <PixelPicture picture={picture} label={label} />
      <canvas ref={canvas} width={width} height={height} style={{ opacity }} aria-hidden />
    </div>
  );
}
