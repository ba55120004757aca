import type { GraphDocument, Group } from '../../graph/document';
import { groupColourOf, groupTitle } from '../../graph/groups/edit';
import { groupPosition, memberPort } from '../../graph/groups/fold';
import { groupPorts } from '../../graph/groups/ports';
import { portsOf } from '../canvas/ports';
import { plural } from '../format/numbers';
import { GROUP_TOKENS } from '../groups/group-colour';
import { shownSettings } from '../groups/shown-settings';
import { t } from '../language/t';
import { nodeTitle } from '../store/node-hooks';
import {
  CARD_WIDTH,
  type Card,
  type CardPort,
  FACT_HEIGHT,
  HEADER_HEIGHT,
  PORT_HEIGHT,
  SUBTITLE_HEIGHT,
} from './card-layout';

/** How a collapsed group is drawn: each port on a line of its own, since its label names its node too. */
export function layOutGroup(document: GraphDocument, group: Group): Card {
  const { x, y } = groupPosition(document, group);
  const own = new Set(group.members);
  const members = document.nodes.filter(({ id }) => own.has(id));
  const portsTop = y + HEADER_HEIGHT + SUBTITLE_HEIGHT;
  const ports = groupPorts(document, group, portsOf).map(
    ({ node, port, side, spec }, row): CardPort => ({
      name: memberPort({ node: node.id, port }),
      direction: side,
      label: `${nodeTitle(node)}: ${spec?.label ?? port}`,
      x: side === 'input' ? x : x + CARD_WIDTH,
      y: portsTop + PORT_HEIGHT * (row + 0.5),
      ...(spec && { spec }),
    }),
  );
  const facts = shownSettings(group, members);
  const factsTop = portsTop + PORT_HEIGHT * ports.length + 8;
  return {
    id: group.id,
    title: groupTitle(group),
    subtitle: group.block
      ? t('Block of {nodes}', { nodes: plural(members.length, 'node') })
      : t('Group of {nodes}', { nodes: plural(members.length, 'node') }),
    colour: GROUP_TOKENS[groupColourOf(group)],
    isPile: true,
    x,
    y,
    width: CARD_WIDTH,
    height: factsTop + FACT_HEIGHT * facts.length + (facts.length > 0 ? 8 : 4) - y,
    ports,
    facts,
    factsTop,
  };
}
