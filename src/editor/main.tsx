import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './design/tokens.css';
import './design/base.css';
import { watchBlocks } from './blocks/block-store';
import { listenToKeyboard } from './commands/keyboard';
import { keepOutOfReach } from './controls/out-of-reach';
import { keepDrafts } from './data/webcam/keep-drafts';
import { applyTheme } from './design/theme';
import { language } from './language/language';
import { firstPaint, preload } from './loading/soon';
import { registerOffline } from './offline/register';
import { watchPlanning } from './plan/watch-planning';
import { followRun } from './results/follow-run';
import { watchLink } from './share/watch-link';
import { App } from './shell/app';
import { CrashGuard } from './shell/crash-guard';
import { watchDocument } from './store/analysis';
import { autosave } from './store/autosave';
import { watchDatasets } from './store/datasets';
import { restoreModels } from './store/models';
import { chooseBackend, rememberedBackend } from './store/run';
import { offerInterrupted } from './store/run-interrupted';
import { watchUnfinished } from './store/run-unfinished';
import { restoreSession } from './store/session';

async function start(root: HTMLElement): Promise<void> {
  document.documentElement.lang = language;
  applyTheme();
  await restoreSession();
  watchDocument();
  watchDatasets();
  watchBlocks();
  restoreModels();
  autosave();
  keepDrafts();
  listenToKeyboard();
  keepOutOfReach();
  followRun();
  watchPlanning();
  watchUnfinished();
  offerInterrupted();
  watchLink();
  createRoot(root).render(
    <StrictMode>
      <CrashGuard>
        <App />
      </CrashGuard>
    </StrictMode>,
  );
  if (import.meta.env.PROD) void registerOffline();
  void firstPaint().then(preload);
  // The first run should not have to wait for the engine.
  void chooseBackend(rememberedBackend());
}

const root = document.getElementById('root');
if (root) void start(root);
