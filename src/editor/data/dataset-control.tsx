import type { GraphNode, Json } from '../../graph/document';
import type { DatasetIndex } from '../../plan/catalog';
import { FilesControl } from './import/files-control';
import { WebcamControl } from './webcam/webcam-control';

interface DatasetControlProps {
  readonly node: GraphNode;
  readonly params: Readonly<Record<string, Json>>;
  readonly value: Json;
  readonly onChange: (value: Json) => void;
}

export interface OwnDataset {
  readonly id: string;
  readonly name: string;
}

/** The user's own images: from files, or from the webcam. */
export function DatasetControl({ node, params, value, onChange }: DatasetControlProps) {
  const chosen = readRef(value);
  const onStored = ({ id, name }: Pick<DatasetIndex, 'id' | 'name'>) => onChange({ id, name });
  return params.source === 'webcam' ? (
    <WebcamControl nodeId={node.id} chosen={chosen} onStored={onStored} />
  ) : (
    <FilesControl chosen={chosen} onStored={onStored} />
  );
}

function readRef(value: Json): OwnDataset | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { id, name } = value;
  return typeof id === 'string' && typeof name === 'string' ? { id, name } : undefined;
}
