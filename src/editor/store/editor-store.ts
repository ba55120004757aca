import { create } from 'zustand';
import { subscribeWithSelector } from 'zustand/middleware';
import { emptyDocument, type GraphDocument } from '../../graph/document';
import type { Problem } from '../../graph/problem';
import type { DatasetSummary } from '../../plan/catalog';
import type { Inference } from '../../plan/infer-again';
import type { Plan } from '../../plan/plan';
import type {
  BackendInfo,
  BackendName,
  DamagedEntry,
  LibraryEntry,
  UnfinishedTraining,
} from '../../worker/api';
import type { Side } from '../compare/sides';
import type { AddRequest } from '../palette/add-request';
import type { ExplainAbout } from '../results/explain/explain-request';
import type { Incoming } from '../share/incoming';
import { type History, startHistory } from './history';
import type { Notice } from './notices';
import { idleRun, type RunState } from './run-state';

export interface Selection {
  readonly nodes: ReadonlySet<string>;
  readonly wires: ReadonlySet<string>;
}

export const nothingSelected: Selection = { nodes: new Set(), wires: new Set() };

/** What the compiler found out about the document at its last edit. */
interface Analysis extends Inference {
  readonly plan: Plan;
}

/** The dialog that is open; at most one is. */
type OpenDialog =
  | { readonly type: 'templates' }
  | { readonly type: 'library' }
  | { readonly type: 'share' }
  /** A graph that came from somewhere: shown before it is opened. */
  | { readonly type: 'incoming'; readonly incoming: Incoming }
  | { readonly type: 'versions'; readonly graph: string }
  | { readonly type: 'compare'; readonly before: Side; readonly after: Side }
  | { readonly type: 'shortcuts' }
  /** Wires of a node, drawn without a mouse. */
  | { readonly type: 'connect'; readonly nodeId: string }
  /** Commands, kinds and nodes by name; or nodes of the graph only. */
  | { readonly type: 'finder'; readonly what: 'anything' | 'nodes' }
  /** The kinds of nodes that fit a place. */
  | { readonly type: 'add-node'; readonly request: AddRequest }
  | { readonly type: 'storage' }
  | { readonly type: 'start-over' }
  | { readonly type: 'rename-group'; readonly group: string }
  | { readonly type: 'publish-block'; readonly group: string }
  | { readonly type: 'blocks' }
  /** The user's own models; loads weights for a Backbone node where one is given. */
  | { readonly type: 'models'; readonly view: 'list' | 'load'; readonly nodeId?: string }
  /** What is known of a network. */
  | { readonly type: 'model-card'; readonly id: string }
  /** Keeps what a Train node learned. */
  | { readonly type: 'save-model'; readonly nodeId: string }
  | { readonly type: 'dataset'; readonly nodeId: string }
  /** Why a network answers as it does. */
  | { readonly type: 'explain'; readonly about: ExplainAbout }
  | { readonly type: 'broken-file'; readonly name: string; readonly problems: readonly Problem[] };

/** Is what the page shows also on the disk? */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed';

export interface EditorState {
  /** The place of the document in the library. */
  readonly graphId: string;
  /** The template that it is an unchanged copy of. */
  readonly untouched?: string;
  readonly saveState: SaveState;
  readonly history: History<GraphDocument>;
  /** What reading the file reported, e.g. that a newer Graft wrote it. */
  readonly fileProblems: readonly Problem[];
  readonly selection: Selection;
  readonly analysis?: Analysis;
  readonly run: RunState;
  /** Trainings that stopped before their end, by the content key of their step. */
  readonly unfinished: ReadonlyMap<string, UnfinishedTraining>;
  readonly backend?: BackendInfo;
  readonly backendPreference: BackendName | 'auto';
  /** Summaries of the user's own datasets that are in the store, by id. */
  readonly userDatasets: ReadonlyMap<string, DatasetSummary>;
  /** The user's own models that are in the library, by id, newest first. */
  readonly userModels: ReadonlyMap<string, LibraryEntry>;
  /** Models of the library whose files cannot be read any more. */
  readonly damagedModels: readonly DamagedEntry[];
  readonly dialog?: OpenDialog;
  readonly notices: readonly Notice[];
  readonly resultsOpen: boolean;
  /** Whose results the panel shows: a node's, or `compare`. */
  readonly resultsTab?: string;
  /** The list of steps and versions beside the canvas. */
  readonly historyOpen: boolean;
  readonly showWelcome: boolean;
  /** The session was restored, or there was none: edits may be saved from now on. */
  readonly ready: boolean;
}

/** The state of the editor. Components read it by selector; the functions beside this file change it. */
export const useEditor = create<EditorState>()(
  subscribeWithSelector(
    (): EditorState => ({
      graphId: crypto.randomUUID(),
      saveState: 'saved',
      history: startHistory(emptyDocument()),
      fileProblems: [],
      selection: nothingSelected,
      run: idleRun,
      unfinished: new Map(),
      backendPreference: 'auto',
      userDatasets: new Map(),
      userModels: new Map(),
      damagedModels: [],
      notices: [],
      resultsOpen: false,
      historyOpen: false,
      showWelcome: false,
      ready: false,
    }),
  ),
);

export const currentDocument = (): GraphDocument => useEditor.getState().history.present;
