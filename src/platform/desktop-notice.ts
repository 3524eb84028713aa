// A notice on the desktop: which program shows it, and how the texts reach it without being read as anything else.

export interface Notice {
  readonly title: string;
  readonly text: string;
}

export interface NoticeCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** What to install where the program is missing. */
  readonly hint: string;
}

/** Texts are arguments of the script, not parts of it. */
const APPLE_SCRIPT = [
  'on run argv',
  'display notification (item 2 of argv) with title (item 1 of argv)',
  'end run',
].flatMap((line) => ['-e', line]);

const TITLE = 'NOTICE_TITLE';
const TEXT = 'NOTICE_TEXT';

/** Texts are variables of the environment, and are put into the notice as nodes of text. */
const POWERSHELL = `
$ErrorActionPreference = 'Stop'
[void][Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]
$kind = [Windows.UI.Notifications.ToastTemplateType]::ToastText02
$xml = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent($kind)
$texts = $xml.GetElementsByTagName('text')
[void]$texts.Item(0).AppendChild($xml.CreateTextNode($env:${TITLE}))
[void]$texts.Item(1).AppendChild($xml.CreateTextNode($env:${TEXT}))
$app = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'
$toast = [Windows.UI.Notifications.ToastNotification]::new($xml)
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($app).Show($toast)
`.trim();

/** Notices of freedesktop.org may be read as mark-up. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function noticeCommand({ title, text }: Notice, platform: NodeJS.Platform = process.platform): NoticeCommand {
  switch (platform) {
    case 'darwin':
      return { program: 'osascript', args: [...APPLE_SCRIPT, title, text], variables: {}, hint: 'it is part of macOS' };
    case 'win32':
      return {
        program: 'powershell.exe',
        args: ['-NoProfile', '-NonInteractive', '-Command', POWERSHELL],
        variables: { [TITLE]: title, [TEXT]: text },
        hint: 'it is part of Windows',
      };
    default:
      return {
        program: 'notify-send',
        args: ['--app-name=v13', '--', title, escaped(text)],
        variables: {},
        hint: 'install libnotify (package libnotify-bin)',
      };
  }
}
