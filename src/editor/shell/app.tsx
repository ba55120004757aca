import { ReactFlowProvider } from '@xyflow/react';
import { lazy, Suspense } from 'react';
import { Announcer } from '../announce/announcer';
import { Canvas } from '../canvas/canvas';
import { TooltipLayer } from '../controls/tooltip-layer';
import { Inspector } from '../inspector/inspector';
import { Palette } from '../palette/palette';
import { ResultsPanel } from '../results/results-panel';
import { useEditor } from '../store/editor-store';
import styles from './app.module.css';
import { CanvasTools } from './canvas-tools';
import { Dialogs } from './dialogs';
import { Notices } from './notices';
import { useSheet } from './sheet';
import { SheetBar } from './sheet-bar';
import { SkipLinks } from './skip-links';
import { TopBar } from './top-bar';
import { Welcome } from './welcome';

const HistoryPanel = lazy(() => import('../timeline/history-panel'));

export function App() {
  const sheet = useSheet((state) => state.open);
  const historyOpen = useEditor((state) => state.historyOpen);
  return (
    <ReactFlowProvider>
      <SkipLinks />
      <div className={styles.app} data-sheet={sheet}>
        <TopBar />
        <Palette />
        <main className={styles.middle}>
          <div className={styles.canvas}>
            <Canvas />
            <CanvasTools />
            <Welcome />
            {historyOpen && (
              <Suspense>
                <HistoryPanel />
              </Suspense>
            )}
          </div>
          <ResultsPanel />
        </main>
        <Inspector />
        <SheetBar />
      </div>
      <Announcer />
      <Notices />
      <Dialogs />
      <TooltipLayer />
    </ReactFlowProvider>
  );
}
