import { Flame, Snowflake } from 'lucide-react';
import type { ModelValue } from '../../../plan/expressions';
import { ExportMenu } from '../../export/export-menu';
import type { Table } from '../../export/table';
import { formatCount } from '../../format/numbers';
import { t, translated } from '../../language/t';
import { useEditor } from '../../store/editor-store';
import { SectionHead } from '../section-head';
import styles from './node-steps.module.css';

/** The blocks of the network that leaves a node, from input to cut: shape, size, frozen or trained. */
export function BlockTable({ nodeId }: { readonly nodeId: string }) {
  const model = useEditor((state) => state.analysis?.inferred.get(nodeId)?.outputs.model);
  if (model?.type !== 'model') return null;
  return (
    <section>
      <SectionHead title={t('Blocks, from input to cut')}>
        <ExportMenu name={t('Blocks')} table={() => blocksTable(model)} />
      </SectionHead>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t('Block')}</th>
            <th>{t('Output')}</th>
            <th>{t('Parameters')}</th>
            <th>{t('In training')}</th>
          </tr>
        </thead>
        <tbody>
          {model.blocks.map((block, place) => (
            <tr key={block.name}>
              <td title={block.name}>{translated(block.label)}</td>
              <td>{block.shape.join(' × ')}</td>
              <td>{formatCount(block.params)}</td>
              <td>
                {place < model.frozenBlocks ? (
                  <span className={styles.frozen}>
                    <Snowflake size={13} aria-hidden /> {t('frozen')}
                  </span>
                ) : (
                  <span className={styles.trained}>
                    <Flame size={13} aria-hidden /> {t('trained')}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const blocksTable = ({ blocks, frozenBlocks }: ModelValue): Table => ({
  columns: [t('Block'), t('Name'), t('Output'), t('Parameters'), t('FLOPs an image'), t('In training')],
  rows: blocks.map(({ label, name, shape, params, flops }, place) => [
    label,
    name,
    shape.join(' × '),
    params,
    flops,
    place < frozenBlocks ? 'frozen' : 'trained',
  ]),
});
