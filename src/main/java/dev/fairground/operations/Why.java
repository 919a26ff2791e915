package dev.fairground.operations;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The reason that an operator gives for an act; it stands on the pages of others and in the audit trail. */
record Why(@NotBlank @Size(max = 500) String why) {}
