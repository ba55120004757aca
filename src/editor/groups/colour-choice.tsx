import { RadioGroup } from 'radix-ui';
import type { Group } from '../../graph/document';
import { GROUP_COLOURS, groupColourOf } from '../../graph/groups/edit';
import { t } from '../language/t';
import { colourGroup } from '../store/groups';
import { groupTint } from './group-colour';
import styles from './group-inspector.module.css';

/** The colours of a group, to pick one. */
export function ColourChoice({ group }: { readonly group: Group }) {
  return (
    <RadioGroup.Root
      className={styles.colours}
      aria-label={t('Colour of the group')}
      orientation="horizontal"
      value={groupColourOf(group)}
      onValueChange={(colour) => colourGroup(group.id, colour)}
    >
      {GROUP_COLOURS.map((colour) => (
        <RadioGroup.Item
          key={colour}
          value={colour}
          className={styles.colour}
          data-tint={groupTint(colour)}
          aria-label={colour}
          title={colour}
        />
      ))}
    </RadioGroup.Root>
  );
}
