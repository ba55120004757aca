import { GitCompareArrows, ZoomOut } from 'lucide-react';
import { Button, IconButton } from '../../controls/button';
import { Menu, MenuHeading, MenuToggle } from '../../controls/menu';
import { Slider } from '../../controls/slider';
import { t, withDecimalMark } from '../../language/t';
import styles from './train-view.module.css';
import type { RunChoice } from './use-other-runs';

interface CurveToolsProps {
  readonly smoothing: number;
  readonly onSmoothing: (smoothing: number) => void;
  readonly isZoomed: boolean;
  readonly onZoomOut: () => void;
  readonly choices: readonly RunChoice[];
  /** Keys of the runs that are drawn too, with their colours. */
  readonly compared: ReadonlyMap<string, string>;
  readonly onCompare: (key: string, on: boolean) => void;
}

/** Above the curves: how smooth they are, which others stand beside them, and the way back from a zoom. */
export function CurveTools(props: CurveToolsProps) {
  const { smoothing, onSmoothing, isZoomed, onZoomOut, choices, compared, onCompare } = props;
  const strength = smoothing === 0 ? t('off') : withDecimalMark(smoothing.toFixed(2));
  return (
    <>
      <IconButton
        icon={ZoomOut}
        label={t('All epochs')}
        hint={t('Drag over a chart, or turn the wheel with Ctrl, to look closer')}
        disabled={!isZoomed}
        onClick={onZoomOut}
      />
      {choices.length > 0 && (
        <Menu
          align="end"
          trigger={
            <Button icon={GitCompareArrows} tone="plain">
              {t('Compare')}
              {compared.size > 0 ? ` (${compared.size})` : ''}
            </Button>
          }
        >
          <MenuHeading>{t('Draw beside these curves')}</MenuHeading>
          {choices.map(({ key, name, help }) => (
            <MenuToggle
              key={key}
              label={
                <>
                  {compared.has(key) && (
                    <i
                      className={styles.swatch}
                      style={{ background: `var(${compared.get(key)})` }}
                      aria-hidden
                    />
                  )}
                  {name}
                </>
              }
              help={help}
              checked={compared.has(key)}
              onChange={(on) => onCompare(key, on)}
            />
          ))}
        </Menu>
      )}
      <span
        className={styles.smoothing}
        title={t('Moving average, as in TensorBoard; the values themselves stay, faint.')}
      >
        <span>{t('Smoothing')}</span>
        <Slider
          label={t('Smoothing of the curves')}
          value={smoothing}
          min={0}
          max={0.99}
          step={0.01}
          valueText={strength}
          onChange={onSmoothing}
        />
        <b>{strength}</b>
      </span>
    </>
  );
}
