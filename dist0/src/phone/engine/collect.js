/** Plays what the caller does against the timeouts of the question: the first kind of input that is taken wins. */
export function collect(question, answer, switches) {
    const listening = { ...nothingYet, deadline: question.timeout };
    for (const input of answer.inputs) {
        if (listening.now + input.after >= listening.deadline)
            break;
        listening.now += input.after;
        take(listening, question, input, switches);
        if (listening.isOver)
            break;
    }
    const hungUp = Boolean(answer.hangsUp) && !listening.isOver && listening.now < listening.deadline;
    const seconds = listening.isOver || hungUp ? listening.now : listening.deadline;
    return { ...listening, seconds, hungUp };
}
const nothingYet = {
    digits: '',
    words: '',
    confidence: 0,
    seconds: 0,
    hungUp: false,
    isBareFinish: false,
    now: 0,
    isOver: false,
};
function take(listening, question, input, switches) {
    if (input.kind === 'key')
        takeKey(listening, question, input.key, switches);
    else if (input.kind === 'words')
        takeWords(listening, question, input);
    else
        listening.now += NOISE_SECONDS;
}
function takeKey(listening, question, key, switches) {
    if (!question.takesKeys || listening.words !== '')
        return;
    if (key === question.finishOnKey) {
        // as the first key it ends nothing, unless the switches say so
        const isBare = listening.digits === '';
        listening.isBareFinish = isBare && switches.bareFinishKey === 'blank';
        listening.isOver = !isBare || listening.isBareFinish;
        return;
    }
    listening.digits += key;
    listening.deadline = listening.now + question.timeout;
    listening.isOver = listening.digits.length === question.numDigits;
}
function takeWords(listening, question, input) {
    listening.now += secondsToSay(input.words);
    if (!question.takesSpeech || listening.digits !== '')
        return;
    listening.words = `${listening.words} ${input.words}`.trim();
    listening.confidence = input.confidence;
    listening.deadline = listening.now + question.speechTimeout;
}
const NOISE_SECONDS = 1;
const WORDS_PER_SECOND = 2.5;
/** About how long a text takes to say. */
export function secondsToSay(text) {
    return text.split(/\s+/).length / WORDS_PER_SECOND;
}
