import { localUrlOf, publicUrlOf } from './address.js';
import { buildApp } from './app.js';
import { loadSentences } from './call/sentences/replacements.js';
import { openDeliveries } from './deliveries.js';
import { createDirectory } from './directory/directory.js';
import { pinSecretFault } from './directory/load.js';
import { keepSampleClients } from './directory/sample-clients.js';
import { openLine } from './open-line.js';
import { EventLoopWatch } from './overload/event-loop-watch.js';
import { developmentPhone, localProject } from './phone/development.js';
import { createMailbox } from './phone/messages/mailbox.js';
import { checkReady } from './readiness.js';
import { startHourlyPurge } from './retention/hourly-purge.js';
import { createMessages } from './signalwire/rest.js';
import { DatabaseUnusable } from './store/database.js';
import { openDatabase } from './store/open.js';
import { createOutbox } from './texts/outbox.js';
/**
 * Puts the server together from its configuration; it does not listen yet.
 * @throws an error with a sentence for whoever starts it, when the database or the prompts cannot be used
 */
export async function openServer(config, options) {
    const { log, now = () => new Date() } = options;
    const sentences = loadSentences(config.PROMPTS_DIR);
    const database = await openDirectoryDatabase(config, now());
    const local = localPlatform(config);
    const publicUrl = publicUrlOf(config);
    const texts = createOutbox({
        database,
        messages: createMessages(credentialsOf(config, local?.project)),
        secret: config.PIN_SECRET,
        perSecond: config.SMS_PER_SECOND,
        senderName: config.SMS_SENDER_NAME,
        stopNotice: config.SMS_STOP_NOTICE,
        statusUrl: statusUrlOf(publicUrl, local !== undefined),
        log,
    });
    const directory = createDirectory(database, config.PIN_SECRET);
    const line = openLine({
        database,
        directory,
        pinSecret: config.PIN_SECRET,
        sentences: (lang) => sentences[lang],
        settings: settingsOf(config),
        texts,
        now,
    });
    const loop = new EventLoopWatch();
    const app = await buildApp({
        line,
        texts,
        deliveries: openDeliveries(database, config.PIN_SECRET, now),
        log,
        documents: { publicUrl, stateSecrets: config.STATE_SECRET, pinLength: config.PIN_LENGTH },
        signature: { publicUrl, signingKey: config.SIGNALWIRE_SIGNING_KEY },
        isOverloaded: () => loop.isBehind(),
        checkReady: () => checkReady(database, config.PIN_SECRET, loop),
    });
    if (config.development) {
        const signingKey = config.SIGNALWIRE_SIGNING_KEY;
        await app.register(developmentPhone, { publicUrl, localUrl: localUrlOf(config), signingKey, local });
    }
    texts.start();
    const stopPurge = startHourlyPurge({ database, days: config.RETENTION_DAYS, now, log });
    const close = async () => {
        await app.close();
        loop.close();
        await stopPurge();
        await texts.close();
        directory.close();
        await database.close();
    };
    return { app, close };
}
/** The database with the clients: in development the sample ones, when there are no others. */
async function openDirectoryDatabase(config, now) {
    const database = await openDatabase(config.DATABASE_URL);
    const samples = { pinSecret: config.PIN_SECRET, pinLength: config.PIN_LENGTH, timeZone: config.TIME_ZONE };
    try {
        if (config.development)
            await keepSampleClients(database, samples, now.getTime());
        const fault = await pinSecretFault(database, config.PIN_SECRET);
        if (fault)
            throw new DatabaseUnusable(fault);
        return database;
    }
    catch (error) {
        await database.close();
        throw error;
    }
}
/** Without credentials, the platform's Messages API is played by this very server. */
function localPlatform(config) {
    if (!config.development || config.SIGNALWIRE_PROJECT_ID)
        return undefined;
    return { mailbox: createMailbox(), project: localProject() };
}
function credentialsOf(config, project) {
    if (project)
        return { projectId: project.accountSid, apiToken: project.apiToken, baseUrl: localUrlOf(config) };
    return {
        projectId: config.SIGNALWIRE_PROJECT_ID ?? '',
        apiToken: config.SIGNALWIRE_API_TOKEN ?? '',
        baseUrl: `https://${config.SIGNALWIRE_SPACE_URL}`,
    };
}
/** Where the platform reports on texts. It refuses a text whose report would go to an address it cannot call. */
function statusUrlOf(publicUrl, isLocal) {
    if (!isLocal && !publicUrl.startsWith('https://'))
        return undefined;
    return (call) => `${publicUrl}/sms-status?call=${encodeURIComponent(call)}`;
}
function settingsOf(config) {
    return {
        discreet: config.UNKNOWN_NAMES === 'discreet',
        pinLength: config.PIN_LENGTH,
        timeZone: config.TIME_ZONE,
        languages: config.LANGUAGES,
        operatorNumber: config.OPERATOR_NUMBER,
    };
}
