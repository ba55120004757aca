import { ReactFlowProvider } from '@xyflow/react';
import { Canvas } from '../canvas/canvas';
import { TooltipProvider } from '../controls/tooltip';
import { Inspector } from '../inspector/inspector';
import { Palette } from '../palette/palette';
import { ResultsPanel } from '../results/results-panel';
import styles from './app.module.css';
import { CanvasTools } from './canvas-tools';
import { Dialogs } from './dialogs';
import { Notices } from './notices';
import { TopBar } from './top-bar';
import { Welcome } from './welcome';

export function App() {
  return (
    <TooltipProvider delayDuration={350}>
      <ReactFlowProvider>
        <div className={styles.app}>
          <TopBar />
          <Palette />
          <main className={styles.middle}>
            <div className={styles.canvas}>
              <Canvas />
              <CanvasTools />
              <Welcome />
            </div>
            <ResultsPanel />
          </main>
          <Inspector />
        </div>
        <Notices />
        <Dialogs />
      </ReactFlowProvider>
    </TooltipProvider>
  );
}
