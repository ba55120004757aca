import { useEffect, useRef } from 'react';
import type { Picture } from '../../worker/api';
import styles from './picture.module.css';

/** Draws raw RGB bytes. */
export function PixelPicture({ picture, label }: { readonly picture: Picture; readonly label: string }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    const { width, height, rgb } = picture;
    const image = context.createImageData(width, height);
    for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
      image.data[to] = rgb[from] ?? 0;
      image.data[to + 1] = rgb[from + 1] ?? 0;
      image.data[to + 2] = rgb[from + 2] ?? 0;
      image.data[to + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [picture]);
  return (
    <canvas
      ref={ref}
      className={styles.picture}
      width={picture.width}
      height={picture.height}
      role="img"
      aria-label={label}
    />
  );
}
