import { Flame, Snowflake } from 'lucide-react';
import { useMemo } from 'react';
import { lineHolders } from '../../architecture/lanes';
import { type NetworkParts, networkParts } from '../../flow/network-parts';
import { t } from '../../language/t';
import { formatParameters } from '../../plan/format';
import { type EditorState, useEditor } from '../../store/editor-store';
import styles from './network-bar.module.css';

type Analysis = NonNullable<EditorState['analysis']>;

/**
 * The network that leaves a node as a bar, block by block from input to output: what is frozen, what
 * learns, and how many parameters each has.
 */
export function NetworkBar({ nodeId }: { readonly nodeId: string }) {
  // As text: every edit anywhere makes new values, and most of them say the same as before.
  const said = useEditor((state) => describe(state, nodeId));
  const network = useMemo(() => (said === '' ? undefined : (JSON.parse(said) as NetworkParts)), [said]);
  if (!network) return null;
  const { parts, frozen, trained } = network;
  return (
    <div className={styles.network}>
      <div className={styles.bar} aria-hidden>
        {parts.map(({ name, learns, share }) => (
          <i
            key={name}
            data-learns={learns}
            style={{ flexGrow: share }}
            title={`${name}: ${WORDS[learns]}`}
          />
        ))}
      </div>
      <p className={styles.legend}>
        {frozen > 0 && (
          <span>
            <Snowflake size={13} aria-hidden />
            <b>{formatParameters(frozen)}</b> {t('frozen')}
          </span>
        )}
        {trained !== 0 && (
          <span data-learns>
            <Flame size={13} aria-hidden />
            {trained === undefined ? (
              t('head learns')
            ) : (
              <>
                <b>{formatParameters(trained)}</b> {t('learn')}
              </>
            )}
          </span>
        )}
      </p>
    </div>
  );
}

const WORDS = { no: t('frozen'), partly: t('a small part learns'), fully: t('learns') } as const;

const descriptions = new WeakMap<Analysis, Map<string, string>>();

/** Asked for at every change of the store, and made once for each analysis. */
function describe({ analysis }: EditorState, nodeId: string): string {
  if (!analysis) return '';
  const known = descriptions.get(analysis) ?? new Map<string, string>();
  descriptions.set(analysis, known);
  const text = known.get(nodeId) ?? JSON.stringify(partsOf(analysis, nodeId) ?? '');
  known.set(nodeId, text);
  return text === '""' ? '' : text;
}

function partsOf({ document, inferred }: Analysis, nodeId: string): NetworkParts | undefined {
  const outputs = inferred.get(nodeId)?.outputs;
  if (outputs?.trained?.type === 'trained') {
    const { model, classes } = outputs.trained;
    return networkParts(model, classes.length);
  }
  // What of a body is frozen, the Freeze node behind it says.
  const { freeze } = lineHolders(document, nodeId);
  const behind = freeze === undefined ? undefined : inferred.get(freeze)?.outputs.model;
  const own = outputs?.model;
  const model = own?.type === 'model' && !own.head && behind?.type === 'model' ? behind : own;
  return model?.type === 'model' ? networkParts(model) : undefined;
}
