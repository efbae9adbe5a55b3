package dev.baton;
public final class Baton { public static void main(String[] a){ System.out.println("jdk "+Runtime.version()); } private Baton(){} }
