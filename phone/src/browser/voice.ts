/** Whether the browser can read prompts aloud. */
export function canSpeak(): boolean {
  return 'speechSynthesis' in window
}

/** Speaks a prompt after those before it, where the browser can. */
export function speak(text: string, language = 'en-US'): void {
  if (!canSpeak()) return
  const utterance = new SpeechSynthesisUtterance(text)
  utterance.lang = language
  speechSynthesis.speak(utterance)
}

/** Ends what is being spoken: the caller has answered, or hung up. */
export function hush(): void {
  if (canSpeak()) speechSynthesis.cancel()
}

type Recogniser = {
  lang: string
  start(): void
  onresult: ((event: { results: { 0: { 0: { transcript: string } } } }) => void) | null
  onend: (() => void) | null
}

declare global {
  interface Window {
    SpeechRecognition?: new () => Recogniser
    webkitSpeechRecognition?: new () => Recogniser
  }
}

/** Whether the browser can write down what is said. */
export function canListen(): boolean {
  return Boolean(window.SpeechRecognition ?? window.webkitSpeechRecognition)
}

/** Listens once; what was understood is handed over, then the end is told. */
export function listen(onWords: (words: string) => void, onEnd: () => void): void {
  const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition
  if (!Recognition) {
    onEnd()
    return
  }
  const recogniser = new Recognition()
  recogniser.lang = 'en-US'
  recogniser.onresult = ({ results }) => onWords(results[0][0].transcript)
  recogniser.onend = onEnd
  recogniser.start()
}
