import { RefreshCw, Unlink } from 'lucide-react';
import type { Group } from '../../graph/document';
import { detach, updateCopy } from '../blocks/block-actions';
import { useBlocks } from '../blocks/block-store';
import { Button } from '../controls/button';
import inspector from '../inspector/inspector.module.css';
import { t } from '../language/t';
import styles from './group-inspector.module.css';

/** Which block a group is a copy of, and the ways to a newer version of it and away from it. */
export function BlockOrigin({ group }: { readonly group: Group }) {
  const origin = group.block;
  const block = useBlocks(({ blocks }) => blocks.find(({ id }) => id === origin?.id));
  if (!origin) return null;
  const isOld = block !== undefined && block.version > origin.version;
  return (
    <section className={inspector.block}>
      <h3>{t('Block')}</h3>
      <p className={styles.quiet}>
        {t('A copy of “{name}”, version {version}.', { name: origin.name, version: origin.version })}{' '}
        {block
          ? isOld
            ? ''
            : t('It is the newest.')
          : t('That block is not among yours: publish it to have it.')}
      </p>
      <div className={inspector.row}>
        {isOld && (
          <Button tone="primary" icon={RefreshCw} onClick={() => updateCopy(group)}>
            {t('Update to version {version}', { version: block.version })}
          </Button>
        )}
        <Button icon={Unlink} onClick={() => detach(group)}>
          {t('Detach')}
        </Button>
      </div>
    </section>
  );
}
