import { Trash2 } from 'lucide-react';
import { Button } from '../controls/button';
import { WireFacts } from '../flow/wire-facts';
import { t } from '../language/t';
import { deleteSelected } from '../store/edit';
import styles from './inspector.module.css';

/** The selected wire: what it carries. */
export function WireInspector({ wireId }: { readonly wireId: string }) {
  return (
    <>
      <h2 className={styles.graphTitle}>{t('Wire')}</h2>
      <div className={styles.block}>
        <WireFacts wireId={wireId} />
      </div>
      <div className={styles.block}>
        <Button icon={Trash2} onClick={deleteSelected}>
          {t('Delete the wire')}
        </Button>
      </div>
    </>
  );
}
