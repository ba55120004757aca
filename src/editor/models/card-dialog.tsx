import { ExternalLink } from 'lucide-react';
import { useEffect, useState } from 'react';
import { backboneBlocks } from '../../plan/backbone-blocks';
import { countBlocks } from '../../plan/describe-model';
import { Dialog } from '../controls/dialog';
import { Markdown } from '../controls/markdown';
import { plural } from '../format/numbers';
import { t, translated } from '../language/t';
import { formatParameters } from '../plan/format';
import { catalogOf } from '../store/catalog';
import { useEditor } from '../store/editor-store';
import styles from './card-dialog.module.css';
import { FactList, type NamedFact } from './fact-list';
import { shippedCard } from './shipped-card';
import { sourcePage } from './source-page';

interface CardDialogProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** What a person must know of a network before building on it (Mitchell et al. 2019, "Model Cards"); all of it is here, offline. */
export default function CardDialog({ id, onClose }: CardDialogProps) {
  const info = useEditor((state) => catalogOf(state).backbone(id));
  const own = useEditor((state) => state.userModels.get(id));
  const card = useShippedCard(id);
  if (!info) return null;
  const page = sourcePage(info, own?.provenance);
  const blocks = backboneBlocks(info, info.defaultInputSize);
  const facts: readonly NamedFact[] = [
    [t('Trained for'), translated(info.sourceTask)],
    [
      t('Architecture'),
      t('{family}, {params} parameters in {blocks}', {
        family: info.family,
        params: formatParameters(countBlocks(blocks).params),
        blocks: plural(blocks.length, 'block'),
      }),
    ],
    [
      t('Images'),
      t('{sizes} pixels a side; {size} is recommended', {
        sizes: info.inputSizes.join(', '),
        size: info.defaultInputSize,
      }),
    ],
    [t('From'), translated(info.origin)],
    ...(info.untrained
      ? []
      : [[t('Licence'), info.licence || t('not stated: ask whoever made it')] as const]),
  ];
  return (
    <Dialog size="medium" title={translated(info.label)} description={t('Model card')} onClose={onClose}>
      <div className={styles.body}>
        {info.note && <p>{translated(info.note)}</p>}
        <FactList className={styles.facts} facts={facts} />
        {card && <Markdown text={card} />}
        {own && (
          <section>
            <h3 className={styles.heading}>{t('Where it comes from')}</h3>
            <ol className={styles.history}>
              {own.history.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </section>
        )}
        {page !== undefined && (
          <p>
            <a className={styles.page} href={page} target="_blank" rel="noopener noreferrer">
              <ExternalLink size={14} aria-hidden />
              {t('Open its page: {page}', { page: page.replace('https://', '') })}
            </a>
          </p>
        )}
      </div>
    </Dialog>
  );
}

function useShippedCard(id: string): string | undefined {
  const [card, setCard] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    void shippedCard({ id }).then((text) => isCurrent && setCard(text));
    return () => {
      isCurrent = false;
    };
  }, [id]);
  return card;
}
