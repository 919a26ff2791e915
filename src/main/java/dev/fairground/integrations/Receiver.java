package dev.fairground.integrations;

import java.net.URI;
import java.util.List;

/** Where a message goes, and what signs it: the newest secret first. */
record Receiver(EndpointId endpoint, URI address, List<SigningSecret> secrets) {}
