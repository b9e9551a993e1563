import cluster from 'node:cluster';
import { clusterBroker, createApp, serveClusterBroker } from 'typhoon';
import { AnnouncementsController, ChatController } from './chat.js';

// #region broker
if (cluster.isPrimary) serveClusterBroker(); // before cluster.fork()
const websocket = { broker: clusterBroker() };
// #endregion broker

export const app = createApp({ title: 'Chat', version: '1.0.0', license: 'MIT', controllers: [ChatController, AnnouncementsController], websocket });
