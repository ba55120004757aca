import { registry } from '../../../nodes/registry';
import type { Block } from '../../graph/blocks/block';
import { insertBlock } from '../../graph/blocks/insert';
import { makeBlock } from '../../graph/blocks/make';
import { formatBlock, parseBlock } from '../../graph/blocks/read';
import { updateBlock } from '../../graph/blocks/update';
import type { Group } from '../../graph/document';
import { updateGroup } from '../../graph/groups/edit';
import { upgradeNodes } from '../../plan/upgrade';
import { canvasHandle } from '../canvas/canvas-handle';
import { portsOf } from '../canvas/ports';
import { plural } from '../format/numbers';
import { t } from '../language/t';
import { freePlace } from '../palette/free-place';
import { download } from '../store/download';
import { edit, type Point } from '../store/edit';
import { currentDocument } from '../store/editor-store';
import { fileName } from '../store/file-name';
import { changeGroup } from '../store/groups';
import { notify } from '../store/notices';
import { reportStorage } from '../store/saving';
import { arrivalOf } from './arrival';
import { blockOf, deleteBlock, putBlock } from './block-store';

/** Adds a copy of a block to the graph and selects it; in the middle of what is seen, unless told where. */
export function addBlock(block: Block, at?: Point): void {
  const document = currentDocument();
  const place = at ?? freePlace(document, canvasHandle()?.middle() ?? { x: 0, y: 0 });
  const round = { x: Math.round(place.x), y: Math.round(place.y) };
  const inserted = insertBlock(document, upgradeNodes(block, registry), round);
  edit(() => inserted.document, {
    selection: { nodes: new Set(inserted.group.members), wires: new Set() },
  });
  // The canvas has the card only after it has drawn itself.
  if (!at) requestAnimationFrame(() => canvasHandle()?.show(inserted.group.members));
}

interface Publication {
  readonly name: string;
  readonly description: string;
  /** A new version of the block that the group came from, in the place of the former one. */
  readonly isVersion: boolean;
}

/** Stores a group as a block, and makes the group a copy of it. */
export async function publish(group: Group, { name, description, isVersion }: Publication): Promise<void> {
  const origin = isVersion ? group.block : undefined;
  const former = origin && blockOf(origin.id);
  const id = origin?.id ?? crypto.randomUUID();
  const version = Math.max(former?.version ?? 0, origin?.version ?? 0) + 1;
  const document = currentDocument();
  const block = makeBlock(document, group, { id, version, name, description }, portsOf);
  try {
    await putBlock(block);
  } catch (error) {
    reportStorage(error);
    return;
  }
  const nodes = Object.fromEntries(
    document.nodes
      .filter(({ id: node }) => group.members.includes(node))
      .map((node, place) => [block.nodes[place]?.id ?? node.id, node.id]),
  );
  edit((current) =>
    updateGroup(current, group.id, (same) => ({
      ...same,
      label: name,
      ...(description && { description }),
      block: { id, version, name, nodes },
    })),
  );
  notify({
    tone: 'success',
    text: t('“{name}” is in your blocks{value}.', {
      name,
      value: version > 1 ? t(', version {version}', { version }) : '',
    }),
    detail: t('Find it in the palette under “Your blocks”.'),
    ...(former && {
      action: { label: t('Keep the former'), run: () => void putBlock(former).catch(reportStorage) },
    }),
  });
}

/** Brings a copy to the stored version of its block. */
export function updateCopy(group: Group): void {
  const block = group.block && blockOf(group.block.id);
  if (!block) return;
  const { document, lost } = updateBlock(currentDocument(), group.id, upgradeNodes(block, registry));
  edit(() => document);
  notify({
    tone: lost > 0 ? 'info' : 'success',
    text: t('“{name}” is version {version} now.', { name: block.name, version: block.version }),
    ...(lost > 0 && {
      detail: t('{wires} to the rest of the graph had no place in it any more. Undo brings all back.', {
        wires: plural(lost, 'wire'),
      }),
    }),
  });
}

/** Makes a copy of a block a group like any other. */
export const detach = (group: Group): void => changeGroup(group.id, ({ block: _origin, ...same }) => same);

export async function removeBlock(block: Block): Promise<void> {
  try {
    await deleteBlock(block.id);
  } catch (error) {
    reportStorage(error);
    return;
  }
  notify({
    tone: 'info',
    text: t('“{name}” is no longer in your blocks.', { name: block.name }),
    detail: t('Graphs that use it hold their own copy and stay as they are.'),
    action: { label: t('Restore'), run: () => void putBlock(block).catch(reportStorage) },
  });
}

export const exportBlock = (block: Block): void =>
  download(
    `${fileName(block.name)}.graft-block.json`,
    new Blob([formatBlock(block)], { type: 'application/json' }),
  );

/** Takes the block of a file into the library. */
export async function importBlock(text: string): Promise<void> {
  const parsed = parseBlock(text);
  if (!parsed.ok) {
    const [problem] = parsed.problems;
    notify({ tone: 'error', text: problem?.message ?? t('This is no block.'), detail: problem?.hint });
    return;
  }
  const arrival = arrivalOf(parsed.block, blockOf(parsed.block.id), () => crypto.randomUUID());
  try {
    if (arrival.block) await putBlock(arrival.block);
  } catch (error) {
    reportStorage(error);
    return;
  }
  notify({ tone: 'success', text: arrival.text, detail: parsed.problems[0]?.message });
}
