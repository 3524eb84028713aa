// The inside of the thread that draws a capture's screen; started by the executable beside it.

import { runApartScreen } from '../src/commands/screen/apart-screen.js';

await runApartScreen();
