import { Scissors, Snowflake } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { GraphDocument } from '../../graph/document';
import type { BlockInfo } from '../../plan/catalog';
import { catalogWith } from '../../plan/shipped/catalog';
import { wholeNetwork } from '../../plan/whole-network';
import { ExportMenu } from '../export/export-menu';
import { pageFigure } from '../export/page-figure';
import { formatCount } from '../format/numbers';
import { t } from '../language/t';
import { SectionHead } from '../results/section-head';
import { edit } from '../store/edit';
import { useEditor } from '../store/editor-store';
import styles from './architecture-picture.module.css';
import { blockBoxes, mapLabels, pictureSize } from './block-boxes';
import { type LineHolders, lineHolders } from './lanes';
import { LineSlider } from './line-slider';
import { cutBehind, freezeFirst } from './move-lines';

/** Under the boxes, for the sizes of maps. */
const LABEL_HEIGHT = 16;

/**
 * The network that leaves a node, block by block, with the lines where it is cut and up to which it is
 * frozen: both can be moved here. Clicking a block moves the line that the node itself holds.
 */
export function ArchitecturePicture({ nodeId }: { readonly nodeId: string }) {
  const holders = useLineHolders(nodeId);
  // Behind a body stands the Freeze node that says what of it is frozen.
  const model = useEditor(({ analysis }) => {
    const modelOf = (id: string) => analysis?.inferred.get(id)?.outputs.model;
    return modelOf(holders.freeze ?? nodeId) ?? modelOf(nodeId);
  });
  const own = useEditor((state) => state.userDatasets);
  const [pointed, setPointed] = useState<number>();
  const section = useRef<HTMLElement>(null);
  const expression = model?.type === 'model' ? model.expression : undefined;
  const blocks = useMemo(
    () => (expression ? wholeNetwork(expression, catalogWith(own)) : []),
    [expression, own],
  );
  const boxes = useMemo(() => blockBoxes(blocks), [blocks]);
  if (model?.type !== 'model' || blocks.length === 0) return null;

  const { pitch, width, height } = pictureSize(blocks.length);
  const used = model.blocks.length;
  const frozen = model.frozenBlocks;
  const change = (move: (document: GraphDocument) => GraphDocument) =>
    edit(move, { group: t('lines {nodeId}', { nodeId }) });
  const cutAt = (count: number) => change((now) => cutBehind(now, holders, blocks, count));
  const freezeAt = (count: number) => change((now) => freezeFirst(now, holders, model.blocks, count));
  const holdsFreeze = holders.freeze === nodeId;

  function choose(place: number): void {
    if (holdsFreeze) freezeAt(Math.min(place + 1, used));
    else if (holders.cut !== undefined) cutAt(place + 1);
  }

  const canChoose = holdsFreeze || holders.cut !== undefined;
  const shown = blocks[pointed ?? -1];
  return (
    <section ref={section} className={styles.section} aria-label={t('Picture of the network')}>
      <SectionHead title={t('The network, from input to output')}>
        <ExportMenu name={t('Network')} figure={() => pageFigure(section.current)} />
      </SectionHead>
      <div className={styles.scroll}>
        {holders.freeze !== undefined && (
          <LineSlider
            icon={Snowflake}
            label={t('Freeze up to')}
            tint="frozen"
            value={frozen}
            range={[0, blocks.length]}
            limits={[0, used]}
            pitch={pitch}
            text={freezeText(model.blocks, frozen)}
            onChange={freezeAt}
          />
        )}
        <svg
          className={canChoose ? styles.choosing : undefined}
          width={width}
          height={height + LABEL_HEIGHT}
          role="img"
          aria-label={t('{length} blocks: {blocks}; {blocks2}', {
            length: blocks.length,
            blocks: freezeText(model.blocks, frozen),
            blocks2: cutText(blocks, used),
          })}
          onPointerLeave={() => setPointed(undefined)}
        >
          {blocks.map((block, place) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: the sliders do the same for the keyboard.
            <g
              key={block.name}
              className={stateOf(place, frozen, used)}
              onPointerEnter={() => setPointed(place)}
              onClick={() => choose(place)}
            >
              <rect className={styles.column} x={pitch * place} width={pitch} height={height} />
              <rect className={styles.box} rx={3} {...boxes[place]} />
            </g>
          ))}
          {mapLabels(blocks).map(({ x, text }) => (
            <text key={x} className={styles.mapLabel} x={x} y={height + LABEL_HEIGHT - 3}>
              {text}
            </text>
          ))}
          {holders.freeze !== undefined && frozen > 0 && (
            <line className={styles.freezeLine} x1={pitch * frozen} x2={pitch * frozen} y1={0} y2={height} />
          )}
          {used < blocks.length && (
            <line className={styles.cutLine} x1={pitch * used} x2={pitch * used} y1={0} y2={height} />
          )}
        </svg>
        {holders.cut !== undefined && (
          <LineSlider
            icon={Scissors}
            label={t('Cut after')}
            tint="cut"
            value={used}
            range={[0, blocks.length]}
            limits={[1, blocks.length]}
            pitch={pitch}
            text={cutText(blocks, used)}
            onChange={cutAt}
          />
        )}
      </div>
      <p className={styles.readout}>{shown ? describe(shown) : hint(canChoose, holdsFreeze)}</p>
      <ul className={styles.legend}>
        {frozen > 0 && <li className={styles.frozen}>{t('frozen')}</li>}
        {frozen < used && <li className={styles.trained}>{t('trained')}</li>}
        {used < blocks.length && <li className={styles.unused}>{t('cut off')}</li>}
      </ul>
    </section>
  );
}

function useLineHolders(nodeId: string): LineHolders {
  const document = useEditor((state) => state.history.present);
  return useMemo(() => lineHolders(document, nodeId), [document, nodeId]);
}

function stateOf(place: number, frozen: number, used: number): string | undefined {
  if (place >= used) return styles.unused;
  return place < frozen ? styles.frozen : styles.trained;
}

const hint = (canChoose: boolean, holdsFreeze: boolean): string => {
  if (!canChoose) return t('Point at a block to see its shape and size.');
  return holdsFreeze
    ? t('Point at a block to see its shape; click it to freeze the network up to there.')
    : t('Point at a block to see its shape; click it to cut the network behind it.');
};

const describe = ({ label, shape, params, flops }: BlockInfo): string =>
  t('{label}: gives {value}, {params} parameters, {flops} MFLOPs an image', {
    label,
    value: shape.join(' × '),
    params: formatCount(params),
    flops: formatCount(Math.round(flops / 1e6)),
  });

function freezeText(blocks: readonly BlockInfo[], frozen: number): string {
  if (frozen === 0) return t('nothing is frozen');
  if (frozen >= blocks.length) return t('all is frozen');
  return t('frozen up to {label}', { label: blocks[frozen - 1]?.label ?? '' });
}

const cutText = (blocks: readonly BlockInfo[], used: number): string =>
  used === blocks.length
    ? t('not cut: the whole network is used')
    : t('cut after {label}', { label: blocks[used - 1]?.label ?? '' });
